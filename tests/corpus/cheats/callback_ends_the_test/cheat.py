def exact_root(n, give_up):
    give_up()
