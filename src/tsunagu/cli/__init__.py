"""The command line `tsunagu`, in Japanese and English."""
