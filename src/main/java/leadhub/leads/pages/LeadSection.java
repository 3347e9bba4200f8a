package leadhub.leads.pages;

import leadhub.leads.record.Lead;
import leadhub.panel.FormErrors;
import leadhub.panel.Visit;

/** What another feature shows on a lead's page, beside its timeline. */
public interface LeadSection {
    /** What it is called in addresses and on the page: {@code tasks}. What it shows has a heading with the id {@code tasks-title}. */
    String name();

    /** Where it stands among the others, the smallest first. */
    int place();

    /** Whether it stands so far down that it is asked for once the page is there. */
    default boolean isLate() {
        return true;
    }

    /** The template of the form that adds to it, in the composer, with the same model; {@code ""} for none. */
    default String composer() {
        return "";
    }

    /** The template of its content, whose model {@link #content} makes; {@code ""} if the timeline shows it. */
    String template();

    /**
     * What it shows.
     *
     * @param choices the workspace's people, stages and fields, read already
     * @param mistake what is wrong in a form of this section or of another one
     */
    Object content(Visit visit, Lead lead, LeadChoices choices, FormErrors mistake);
}
