package leadhub.base;

/** What features name of a workspace's records. */
public enum RecordKind {
    TAG,
    /** A tag by its name, where nobody minds which one bears it. */
    TAG_NAME,
    USER,
    PIPELINE,
    STAGE,
    /** A custom field by its path: {@code custom_fields.budget}. */
    CUSTOM_FIELD,
    AUTOMATION,
    FORM,
    EMAIL_TEMPLATE,
    INTEGRATION
}
