package leadhub.emails;

/** A template as lists show it, without what it says. */
public record EmailTemplateLine(long id, String name, String subject, String language) {}
