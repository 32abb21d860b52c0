"""What the browser gets is made from what is edited."""

from tools import styles


def test_served_styles_and_icons_are_in_step_with_their_sources() -> None:
    assert list(styles.faults()) == []


def test_flattening_takes_off_layers_and_keeps_their_order() -> None:
    css = "@layer a, b;\n@layer a { p { margin: 0.5em } @media print { p { color: red } } }\n@layer b { i { top: 0 } }"
    assert styles.flattened(css) == "p{margin:.5em}@media print{p{color:red}}i{top:0}\n"


def test_flattening_keeps_the_space_that_means_descendant() -> None:
    assert styles.flattened(".a .b > i { color: red !important }") == ".a .b>i{color:red!important}\n"
