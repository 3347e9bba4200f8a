package leadhub.conversations.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import leadhub.conversations.InboxCounts;

/**
 * The model of the list of conversations.
 *
 * @param search what is looked for in what was said; "" for nothing
 * @param number of the page of the list
 * @param hasMore whether there is another page
 * @param open the public id of the conversation beside it; "" for none
 */
public record InboxList(
        InboxView view,
        String search,
        long number,
        List<InboxRow> rows,
        boolean hasMore,
        InboxCounts counts,
        String open) {

    public long count(InboxView of) {
        return of.count(counts);
    }

    /** Where that view is. */
    public String path(InboxView of) {
        return "/inbox?view=" + of.word();
    }

    /** Where a conversation is, with this list beside it. */
    public String path(InboxRow row) {
        return "/inbox/" + row.conversation().publicId() + "?" + query(number);
    }

    public String page(long number) {
        return "/inbox?" + query(number);
    }

    /** What the list asks for again and again: itself, unless it is still as it is shown. */
    public String again() {
        return "/inbox/list?" + query(number) + "&open=" + encoded(open) + "&shown=" + mark();
    }

    private String query(long number) {
        return "view=" + view.word() + (search.isEmpty() ? "" : "&search=" + encoded(search))
                + (number > 1 ? "&page=" + number : "");
    }

    /** Changes with all that it shows. */
    String mark() {
        var marks = rows.stream().map(InboxRow::mark).collect(Collectors.toList());
        return Integer.toHexString(Objects.hash(marks, counts, hasMore));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
