def test_each_of_the_cast_stands_in_one_place(cast):
    assert cast.own_librarian.memberships.get().library == cast.library
    assert cast.own_coordinator.memberships.get().district == cast.library.district
    assert cast.district != cast.other_district
