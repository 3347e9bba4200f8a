package leadhub.forms.submissions;

import java.util.List;
import leadhub.base.Unicode;
import leadhub.web.input.Texts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where the sender of a form came from: what addresses of campaigns bear, and pages before. Nothing else is kept. */
public final class Attribution {
    /** What the script of a page sends: an object with what was there the first and the last time. */
    public static final String MEMBER = "_attribution";

    private static final List<String> CLICKS =
            List.of("gclid", "gbraid", "wbraid", "fbclid", "msclkid", "ttclid", "li_fat_id");
    private static final List<String> PAGES = List.of("referrer", "landing_page");
    private static final int MOST_CHARACTERS = 500;
    private static final int MOST_PAGE_CHARACTERS = 2_000;
    private static final int MOST_MEMBERS = 30;

    private Attribution() {}

    /** Whether a member of what is sent, or of an address, says where somebody came from. */
    public static boolean isMember(String name) {
        return name.matches("utm_[a-z0-9_]{1,40}") || CLICKS.contains(name) || PAGES.contains(name);
    }

    /** The first and the last touch; where only one is known, it is both. */
    public static ObjectNode of(ObjectNode body) {
        var sent = body.path(MEMBER);
        var last = sent.path("last").isObject() ? known(sent.get("last")) : known(body);
        var first = sent.path("first").isObject() ? known(sent.get("first")) : last.deepCopy();
        var attribution = body.objectNode();
        attribution.set("first", first);
        attribution.set("last", last);
        return attribution;
    }

    private static ObjectNode known(JsonNode sent) {
        var known = ((ObjectNode) sent).objectNode();
        for (var member : sent.properties()) {
            var value = member.getValue();
            var most = PAGES.contains(member.getKey()) ? MOST_PAGE_CHARACTERS : MOST_CHARACTERS;
            if (isMember(member.getKey()) && value.isString() && known.size() < MOST_MEMBERS) {
                var text = Texts.trim(Unicode.nfc(value.stringValue()));
                if (!text.isEmpty() && Texts.isSound(text) && Texts.length(text) <= most) {
                    known.put(member.getKey(), text);
                }
            }
        }
        return known;
    }
}
