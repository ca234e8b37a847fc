"""Getting messages out: which way to each person, claiming what is due, handing it over, writing down what came of it."""
