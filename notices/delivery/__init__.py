"""Getting messages out: the way to each person, claiming what is due, handing it over, writing down what came of it."""
