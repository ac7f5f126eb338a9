"""Running the tests that stand beside a program, in files called ``*_test.k``.

`discovery` finds packages with tests, `cases` the cases in them, `session` runs the cases of
one package and `runner` many packages at once; `report` and `junit` tell what came of it.
`snapshots` compares rendered values with files, `coverage_run` measures which lines of KCL
ran, with the help of `coverage_plugin`, and `pytest_plugin` lets pytest run the same cases.
"""
