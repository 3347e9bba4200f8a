package leadhub.tags;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import leadhub.base.Page;
import leadhub.panel.FormErrors;

/**
 * What the tags' settings show.
 *
 * @param counts how many leads wear each tag, by its id
 * @param number which page it is, counted from 1
 */
public record TagList(Page<Tag> tags, Map<Long, Long> counts, long number, int perPage, FormErrors mistake) {

    /** What a tag's form is called. */
    public static String form(Tag tag) {
        return "tag-" + tag.id();
    }

    /** Where the leads are that wear a tag. */
    public static String leadsPath(Tag tag) {
        return "/leads?tag=" + URLEncoder.encode(tag.name(), StandardCharsets.UTF_8);
    }

    public long leads(Tag tag) {
        return counts.getOrDefault(tag.id(), 0L);
    }

    public boolean isLast() {
        return number * perPage >= tags.total();
    }
}
