package leadhub.api;

/** How a field is called in a sentence. */
final class Words {
    private Words() {}

    /** {@code assigned_user_id} is the assigned user id; {@code tags.0} stays as it is. */
    static String of(String field) {
        return field.replace('_', ' ');
    }
}
