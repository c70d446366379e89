"""What `fanfold …` does, a file each. They are imported after Django has been set up."""
