"""One file a family of rules: each looks at a case and yields its findings, all of them."""
