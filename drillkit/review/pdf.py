"""The one door to typst: a document's view in, an accessible and archivable PDF out.

The compiler refuses what PDF/UA-1 and PDF/A-2a do not allow, a picture without its
text among it.  Fonts are this package's own: a machine without any prints Russian.
"""

import json
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from drillkit import shipped
from drillkit.errors import Misuse, TemplateError
from drillkit.language import N_

FONTS: Final = Path(__file__).parent / "fonts"
# What a document has no template for is drawn like the report.
USUAL: Final = "aar.typ"
STANDARDS: Final = ("ua-1", "a-2a")
# Packages would be fetched from the network while a report is printed.
_PACKAGE: Final = re.compile(r"(import|include)\s*\(?\s*\"@")


def compile_pdf(
    name: str, data: Mapping[str, Any], when: int, templates: Path | None = None
) -> bytes:
    """The template *name* with *data*; *when* is the second that the file is dated."""
    try:
        import typst
    except ImportError as error:
        raise Misuse(
            N_("PDF is made by the package typst, which is not installed"),
            way_out=N_('install it with: pip install "drillkit[pdf]"'),
        ) from error
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        _gather(root, templates)
        if not (root / name).is_file():
            name = USUAL
        try:
            made = typst.compile(
                root / name,
                root=root,
                font_paths=[FONTS],
                ignore_system_fonts=True,
                format="pdf",
                sys_inputs={
                    "data": json.dumps(data, ensure_ascii=False),
                    "linked": data["words"]["linked"] or "no",
                },
                pdf_standards=list(STANDARDS),
                package_path=root / "no-packages",
                timestamp=max(0, when),
            )
        except typst.TypstError as error:
            raise TemplateError(
                N_("template {template} cannot be rendered: {reason}"),
                template=name,
                reason=error.message,
            ) from error
    assert isinstance(made, bytes), "one document is one file"
    return made


def _gather(root: Path, templates: Path | None) -> None:
    """Shipped templates in core/ and beside, a company's own over them."""
    core = root / "core"
    core.mkdir()
    own = sorted(templates.glob("*.typ")) if templates else []
    for file in sorted(shipped.templates().glob("*.typ")):
        shutil.copyfile(file, core / file.name)
        shutil.copyfile(file, root / file.name)
    for file in own:
        if _PACKAGE.search(file.read_text("utf-8")):
            raise TemplateError(
                N_("template {template} cannot be rendered: {reason}"),
                template=file.name,
                reason="packages are not imported here",
            )
        shutil.copyfile(file, root / file.name)
