package leadhub.home;

/** What stands so far down the home page that it comes later. */
public record HomeLate(Further further, Trouble troubles) {}
