package leadhub.companies;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import leadhub.leads.pages.CompanyLink;

/**
 * What the page of companies shows.
 *
 * @param search what was searched for; {@code ""} for nothing
 * @param isLater whether it isn't the first part of the list
 * @param isPending whether leads from before an upgrade are still being looked through
 */
public record CompanyList(CompanyPage found, String search, boolean isLater, boolean isPending) {
    public String path(Company company) {
        return CompanyLink.of(company.key());
    }

    public String first() {
        return search.isEmpty() ? "/companies" : "/companies?search=" + encoded(search);
    }

    /** The next part; {@code ""} at the end. */
    public String next() {
        return found.next() == null ? "" : first() + (search.isEmpty() ? "?" : "&") + "after=" + encoded(found.next());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
