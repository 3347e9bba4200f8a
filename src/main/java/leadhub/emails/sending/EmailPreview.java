package leadhub.emails.sending;

import leadhub.emails.RenderedEmail;

/** An email as a lead would get it. */
public record EmailPreview(String to, RenderedEmail content) {}
