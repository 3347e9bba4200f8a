package leadhub.automations;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import leadhub.testing.Panel;

/** The builder's form as a browser has it: what stands in its controls, to be changed and sent. */
final class BuilderForm {
    private static final Pattern FORM = Pattern.compile("(?s)<form class=\"builder-form\".*?</form>");
    private static final Pattern CONTROL =
            Pattern.compile("(?s)<input ([^>]*)>|<select ([^>]*)>(.*?)</select>|<textarea ([^>]*)>(.*?)</textarea>");

    private final Panel panel;
    private final String path;
    private final List<String[]> fields = new ArrayList<>();
    private String page = "";

    private BuilderForm(Panel panel, String path) {
        this.panel = panel;
        this.path = path;
    }

    static BuilderForm open(Panel panel, long id) {
        var form = new BuilderForm(panel, "/automations/" + id);
        form.read(panel.get(form.path).body());
        return form;
    }

    private void read(String html) {
        page = html;
        fields.clear();
        var form = FORM.matcher(html);
        if (!form.find()) {
            throw new AssertionError("No builder on " + html);
        }
        var controls = CONTROL.matcher(form.group());
        while (controls.find()) {
            if (controls.group(1) != null) {
                input(controls.group(1));
            } else if (controls.group(2) != null) {
                select(attribute(controls.group(2), "name"), controls.group(3));
            } else {
                control(attribute(controls.group(4), "name"), plain(controls.group(5)));
            }
        }
    }

    private void input(String attributes) {
        var type = attribute(attributes, "type");
        if (!type.matches("checkbox|radio") || attributes.matches("(?s).*\\bchecked\\b.*")) {
            control(attribute(attributes, "name"), attribute(attributes, "value"));
        }
    }

    private void select(String name, String options) {
        var chosen = Pattern.compile("<option value=\"([^\"]*)\" selected>").matcher(options);
        var first = Pattern.compile("<option value=\"([^\"]*)\"").matcher(options);
        control(name, plain(chosen.find() ? chosen.group(1) : first.find() ? first.group(1) : ""));
    }

    private void control(String name, String value) {
        if (!name.isEmpty() && !name.equals("_token")) {
            fields.add(new String[] {name, value});
        }
    }

    private static String attribute(String attributes, String name) {
        var found = Pattern.compile("(?:^|\\s)" + Pattern.quote(name) + "=\"([^\"]*)\"")
                .matcher(attributes);
        return found.find() ? plain(found.group(1)) : "";
    }

    private static String plain(String html) {
        return html.replace("&quot;", "\"")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    /** What stands in a control; fails where there is none. */
    String get(String name) {
        return fields.stream()
                .filter(field -> field[0].equals(name))
                .map(field -> field[1])
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + name + " on " + page));
    }

    boolean has(String name) {
        return fields.stream().anyMatch(field -> field[0].equals(name));
    }

    /** Puts something into a control, or ticks it. */
    BuilderForm with(String name, String value) {
        for (var field : fields) {
            if (field[0].equals(name) && !name.endsWith("[]")) {
                field[1] = value;
                return this;
            }
        }
        fields.add(new String[] {name, value});
        return this;
    }

    /** Sends it as it stands, by a button, and shows what comes back. */
    Panel.Answer press(String op) {
        var answer = panel.postRaw(path, "application/x-www-form-urlencoded", body(op));
        if (answer.status() == 303
                && answer.header("Location").startsWith(path)
                && !answer.header("Location").endsWith("/publish")) {
            read(panel.get(answer.header("Location")).body());
        } else if (answer.status() == 422 && FORM.matcher(answer.body()).find()) {
            read(answer.body());
        }
        return answer;
    }

    /** The step that was added last, which is to do something. */
    String add(String list, String kind) {
        var before = ids();
        press("add:" + list);
        var id = ids().stream().filter(one -> !before.contains(one)).findFirst().orElseThrow();
        with("kind." + id, kind).press("refresh");
        return id;
    }

    /** The whole value of a button that begins so. */
    String button(String op) {
        var found = Pattern.compile("name=\"op\" value=\"(" + Pattern.quote(op) + "[^\"]*)\"")
                .matcher(page);
        if (!found.find()) {
            throw new AssertionError("No " + op + " on " + page);
        }
        return plain(found.group(1));
    }

    /** The values of boxes that aren't ticked. */
    List<String> offered(String name) {
        return Pattern.compile("<input ([^>]*)>")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .filter(found -> attribute(found, "name").equals(name) && !found.matches("(?s).*\\bchecked\\b.*"))
                .map(found -> attribute(found, "value"))
                .toList();
    }

    List<String> ids() {
        return fields.stream()
                .filter(field -> field[0].startsWith("kind."))
                .map(field -> field[0].substring("kind.".length()))
                .toList();
    }

    private String body(String op) {
        var all = new ArrayList<>(fields);
        all.add(new String[] {"op", op});
        return all.stream()
                .map(field -> encode(field[0]) + "=" + encode(field[1]))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    String page() {
        return page;
    }
}
