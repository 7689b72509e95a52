"""What those would try who wish us ill. One case for each class of fault; more where one was found."""
