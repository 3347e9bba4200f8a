package leadhub.tags;

/** A tag to be created. */
public record NewTag(String name, String color) {}
