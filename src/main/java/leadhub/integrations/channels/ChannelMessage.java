package leadhub.integrations.channels;

import java.util.List;
import java.util.stream.Stream;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadNames;
import leadhub.web.Words;
import org.jspecify.annotations.Nullable;

/**
 * What is posted to a channel.
 *
 * @param text what is said, in at most {@link #MOST_TEXT} characters
 * @param about what is known of the lead that it is about; null for none
 */
public record ChannelMessage(String text, @Nullable About about) {
    static final int MOST_TEXT = 2_000;
    /** More than that nobody reads in a channel. */
    private static final int MOST_NAME = 120;

    private static final int MOST_VALUE = 200;

    /** @param url of the lead's page; null where nobody knows under which address we are seen */
    public record About(
            String name, List<Fact> facts, @Nullable String url, String open) {}

    public record Fact(String label, String value) {}

    /** What a channel is tested with. */
    static ChannelMessage test() {
        return new ChannelMessage("LeadHub can post to this channel.", null);
    }

    static ChannelMessage of(String text, Lead lead, @Nullable String url, Words words) {
        var facts = Stream.of(
                        fact(words, "email", lead.email()),
                        fact(words, "phone", lead.phone()),
                        fact(words, "company", lead.company()),
                        fact(words, "source", lead.source()))
                .flatMap(List::stream)
                .toList();
        var about =
                new About(cut(LeadNames.of(lead, words.locale()), MOST_NAME), facts, url, words.say("channel.open"));
        return new ChannelMessage(cut(text, MOST_TEXT), about);
    }

    private static List<Fact> fact(Words words, String field, @Nullable String value) {
        return value == null || value.isBlank()
                ? List.of()
                : List.of(new Fact(words.say("field." + field), cut(value, MOST_VALUE)));
    }

    /** So many characters, and none of them in half. */
    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }
}
