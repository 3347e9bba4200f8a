package leadhub.tags;

/** A tag to be made. */
public record NewTag(String name, String color) {}
