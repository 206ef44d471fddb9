"""Which papers an application of each class was filed with (spec domain §10, a template: the record decides)."""

from kiosk.permits import Material, PermitClass

MATERIALS = {
    material.key: material
    for material in (
        Material("M01", "外国人来华工作许可申请表", "Application form"),
        Material("M02", "工作资历证明", "Proof of work experience"),
        Material("M03", "最高学位（学历）证书", "Highest degree certificate"),
        Material("M04", "无犯罪记录证明", "Certificate of no criminal record"),
        Material("M05", "体检承诺书", "Medical examination commitment"),
        Material("M06", "聘用合同", "Employment contract"),
        Material("M07", "护照", "Passport"),
        Material("M08", "申请人照片", "Applicant's photo"),
        Material("M09", "随行家属证明", "Proof of family members"),
    )
}

_BY_CLASS = {
    PermitClass.A: ("M01", "M05", "M06", "M07", "M08"),
    PermitClass.B: ("M01", "M02", "M03", "M04", "M05", "M06", "M07", "M08"),
    PermitClass.C: ("M01", "M03", "M04", "M05", "M06", "M07", "M08"),
}


def materials_of(permit_class: PermitClass, *, family: bool) -> tuple[Material, ...]:
    """The papers uploaded with an application of this class, in the checklist's order."""
    keys = _BY_CLASS[permit_class] + (("M09",) if family else ())
    return tuple(MATERIALS[key] for key in keys)
