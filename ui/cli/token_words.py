"""What a payload is, as `kiosk read token` tells a person: labels in both languages, and what was not checked."""

from typing import Any

from kiosk.rules.assessment import Text
from ui.cli.output import say

_KINDS = {
    "permit": Text("许可码", "permit code"),
    "essc": Text("电子社保卡码", "code of an electronic social security card"),
    "opaque": Text("仅系统可解读的码", "code only the registry reads"),
    "signed": Text("签名码", "signed code"),
    "unknown": Text("不是本系统的码", "none of ours"),
}
_LABELS = {
    "token": Text("内容", "Token"),
    "key": Text("密钥", "Key"),
    "issuer": Text("签发者", "Issuer"),
    "use": Text("用途", "Use"),
    "permit_number": Text("许可编号", "Permit number"),
    "issued_at": Text("签发时间", "Issued at"),
    "not_before": Text("生效时间", "Not before"),
    "expires": Text("失效时间", "Expires"),
    "code_id": Text("码标识", "Code's id"),
}
_NOT_CHECKED = Text(
    "签名未验证（未给出密钥，请用 --keys-from）", "signature not checked (no keys given; use --keys-from)"
)
_PROVED = Text("签名经公布的密钥验证", "signature proved under a published key")
_PROVED_FOR_TRAINING = Text(
    "签名经公布的培训密钥验证，为样张", "signature proved under a published training key: a specimen"
)
_NOT_PROVED = Text("签名未获证实，原因见下", "not proved; why stands below")


def say_payload(answer: dict[str, Any]) -> None:
    """The kind, what stands in it, whether it was proved, and what is wrong with it."""
    kind = _KINDS[answer["kind"]]
    say(f"{kind.en} · {kind.zh}")
    for key, label in _LABELS.items():
        if key in answer:
            say(f"  {label.en} · {label.zh}: {answer[key]}")
    if "proved" in answer:
        proof = _proof(answer)
        say(f"  {proof.en} · {proof.zh}")
    if "error" in answer:
        error = answer["error"]
        say(f"  {error['code']}: {error['en']}\n  {error['code']}：{error['zh']}")


def _proof(answer: dict[str, Any]) -> Text:
    if answer["proved"] is None:
        return _NOT_CHECKED
    if not answer["proved"]:
        return _NOT_PROVED
    return _PROVED_FOR_TRAINING if answer["training"] else _PROVED
