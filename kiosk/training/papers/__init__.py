"""The papers themselves, drawn one kind a module; ``kiosk.training.pages`` leads to them."""
