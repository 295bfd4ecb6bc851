"""A paper PTrade: a simulated terminal and counter that run the very executor script."""
