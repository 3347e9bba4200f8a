package leadhub.web.input;

/** How a field is called in a sentence. */
public final class Words {
    private Words() {}

    /** {@code assigned_user_id} is the assigned user id; {@code tags.0} stays as it is. */
    public static String of(String field) {
        return field.replace('_', ' ');
    }
}
