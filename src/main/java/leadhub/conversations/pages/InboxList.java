package leadhub.conversations.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import leadhub.conversations.Channel;
import leadhub.conversations.InboxCounts;
import leadhub.conversations.team.Colleague;
import org.jspecify.annotations.Nullable;

/**
 * The model of the list of conversations.
 *
 * @param search what is looked for in what was said; "" for nothing
 * @param channel the one that is looked at; null for all
 * @param number of the page of the list
 * @param hasMore whether there is another page
 * @param open the public id of the conversation beside it; "" for none
 * @param colleagues the others who answer, and whether they are there
 */
public record InboxList(
        InboxView view,
        String search,
        @Nullable Channel channel,
        long number,
        List<InboxRow> rows,
        boolean hasMore,
        InboxCounts counts,
        String open,
        List<Colleague> colleagues) {

    public long count(InboxView of) {
        return of.count(counts);
    }

    /** Where that view is. */
    public String path(InboxView of) {
        return "/inbox?view=" + of.word() + (channel == null ? "" : "&channel=" + channel.word());
    }

    /** The same view of one channel alone; of all for null. */
    public String path(@Nullable Channel of) {
        return "/inbox?view=" + view.word() + (of == null ? "" : "&channel=" + of.word());
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
        return "view=" + view.word() + (channel == null ? "" : "&channel=" + channel.word())
                + (search.isEmpty() ? "" : "&search=" + encoded(search))
                + (number > 1 ? "&page=" + number : "");
    }

    /** Changes with all that it shows. */
    String mark() {
        var marks = rows.stream().map(InboxRow::mark).collect(Collectors.toList());
        return Integer.toHexString(Objects.hash(marks, counts, hasMore, colleagues));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
