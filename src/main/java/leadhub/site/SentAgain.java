package leadhub.site;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import leadhub.web.intake.Uploads;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a person sent while the server couldn't take it: a page keeps it and sends it again, so that nothing has to be typed twice.
 *
 * @param action where it goes
 * @param encoding how it came; null for the usual way
 * @param hasFiles whether there were files, which no page can send by itself
 * @param seconds after which it is sent again
 */
public record SentAgain(
        String action, @Nullable String encoding, List<Value> values, boolean hasFiles, String seconds) {
    /** A field of the form, under the name that it had there. */
    public record Value(String name, String text) {}

    /** Whether it is a form that a person sent from a page, rather than a script. */
    static boolean isFor(HttpServletRequest request) {
        var type = request.getContentType();
        return request.getMethod().equals("POST")
                && SiteCall.wantsPage(request)
                && type != null
                && (Uploads.isMultipart(type) || type.startsWith("application/x-www-form-urlencoded"));
    }

    static SentAgain of(HttpServletRequest request, SiteCall.Sent sent, String seconds) {
        var upload = sent.upload();
        var body = sent.body();
        var values = new ArrayList<Value>();
        if (upload != null) {
            add(values, "", upload.fields());
        } else if (body != null) {
            add(values, "", body.parse());
        }
        var query = request.getQueryString();
        return new SentAgain(
                request.getRequestURI() + (query == null ? "" : "?" + query),
                upload == null ? null : "multipart/form-data",
                values,
                upload != null && !upload.files().isEmpty(),
                seconds);
    }

    private static void add(List<Value> values, String name, JsonNode node) {
        switch (node) {
            case ObjectNode fields ->
                fields.forEachEntry((key, value) -> add(values, name.isEmpty() ? key : name + "[" + key + "]", value));
            case ArrayNode list -> list.forEach(one -> add(values, name + "[]", one));
            default -> values.add(new Value(name, node.asString("")));
        }
    }
}
