package leadhub.forms;

/** Where a form is found, and how it is put into other pages. */
public final class FormLinks {
    private FormLinks() {}

    /** The address of its own page. */
    public static String page(String origin, Form form) {
        return origin + "/f/" + form.publicId();
    }

    /** One line of HTML; people without scripts, or with a filter that keeps ours away, get a link. */
    public static String embedCode(String origin, Form form) {
        return "<a href=\"%s\" data-form=\"%s\">%s</a><script src=\"%s/embed.js\" async></script>"
                .formatted(page(origin, form), form.publicId(), escaped(form.name()), origin);
    }

    /** A frame with the form's own page, for pages that run no scripts of others; ours, if it may run, sets its height. */
    public static String frameCode(String origin, Form form) {
        return "<iframe src=\"%s\" title=\"%s\" width=\"100%%\" height=\"600\"></iframe><script src=\"%s/embed.js\" async></script>"
                .formatted(page(origin, form), escaped(form.name()), origin);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
