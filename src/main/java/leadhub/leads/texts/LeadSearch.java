package leadhub.leads.texts;

/** A search for a part of what a lead is called. */
public record LeadSearch(Where where, String text) {
    /** What is looked into. */
    public enum Where {
        /** First, last and full name, e-mail, phone. */
        NAME_EMAIL_PHONE,
        /** Name, e-mail, company. */
        NAME_EMAIL_COMPANY
    }
}
