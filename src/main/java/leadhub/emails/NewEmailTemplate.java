package leadhub.emails;

/** A template to be created. */
public record NewEmailTemplate(String name, EmailDraft draft) {}
