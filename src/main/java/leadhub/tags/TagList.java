package leadhub.tags;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import leadhub.base.Page;
import leadhub.panel.FormErrors;

/**
 * The model of Settings → Tags.
 *
 * @param counts how many leads have each tag, by its id
 * @param number which page it is, counted from 1
 */
public record TagList(Page<Tag> tags, Map<Long, Long> counts, long number, int perPage, FormErrors mistake) {

    /** The name of a tag's form. */
    public static String form(Tag tag) {
        return "tag-" + tag.id();
    }

    /** The path of the leads that have a tag. */
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
