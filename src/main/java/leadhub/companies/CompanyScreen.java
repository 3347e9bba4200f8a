package leadhub.companies;

import leadhub.base.Page;
import leadhub.leads.pages.CompanyLink;
import leadhub.leads.pages.JoinedTimeline;
import leadhub.leads.pages.LeadChoices;
import leadhub.leads.record.Lead;

/**
 * What a company's page shows.
 *
 * @param number of the page of its people, from 1 on
 */
public record CompanyScreen(
        Company company, Page<Lead> people, long number, int perPage, LeadChoices choices, JoinedTimeline timeline) {
    public boolean isLast() {
        return number * perPage >= people.total();
    }

    public String path(long page) {
        return CompanyLink.of(company.key()) + (page == 1 ? "" : "?page=" + page);
    }

    /** @param lines what happened to its leads, the latest part of it */
    public record Story(String path, JoinedTimeline lines) {
        /** Where what is older is asked for. @param day under which the last line stands */
        public String older(String day) {
            return path + "/timeline?before=" + lines.older() + "&since=" + day;
        }
    }

    public Story story() {
        return new Story(CompanyLink.of(company.key()), timeline);
    }
}
