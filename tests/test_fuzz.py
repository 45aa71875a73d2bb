from fuzz import campaign


def test_a_few_cases_of_the_campaign():
    wrong, seen = campaign(1, 48)
    assert wrong == []
    assert sum(seen.values()) >= 48
