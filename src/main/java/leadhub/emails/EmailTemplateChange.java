package leadhub.emails;

import leadhub.base.Change;

/** The changes of an update to a template. */
public record EmailTemplateChange(
        Change<String> name, Change<String> subject, Change<String> body, Change<String> language) {}
