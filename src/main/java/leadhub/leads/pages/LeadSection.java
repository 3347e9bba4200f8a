package leadhub.leads.pages;

import leadhub.leads.record.Lead;
import leadhub.panel.FormErrors;
import leadhub.panel.Visit;

/** What another feature shows on a lead's page, beside its facts. */
public interface LeadSection {
    /** What it is called in addresses and on the page: {@code notes}. What it shows has a heading with the id {@code notes-title}. */
    String name();

    /** Where it stands among the others, the smallest first. */
    int place();

    /** Whether it stays untouched while the facts are changed, so that what somebody is writing there isn't lost. */
    boolean isWrittenInto();

    /** Whether an event of this kind changes what it shows. */
    default boolean isChangedBy(String kind) {
        return false;
    }

    /** The template of its content, whose model {@link #content} makes. */
    String template();

    /**
     * What it shows.
     *
     * @param choices the workspace's people, stages and fields, read already
     * @param mistake what is wrong in a form of this section or of another one
     */
    Object content(Visit visit, Lead lead, LeadChoices choices, FormErrors mistake);
}
