"""What is asked: the query catalogue, the engines that answer it, and referral routes."""
