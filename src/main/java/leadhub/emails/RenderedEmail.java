package leadhub.emails;

/** An email as it is sent, byte for byte: as plain text and as HTML. */
public record RenderedEmail(String subject, String text, String html) {
    /** Without what is in it, which is about a person. */
    @Override
    public String toString() {
        return "RenderedEmail";
    }
}
