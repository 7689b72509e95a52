"""What those would try who wish us ill. One case of each class; more where one found a fault."""
