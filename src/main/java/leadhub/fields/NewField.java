package leadhub.fields;

import java.util.List;

/** A custom field to be created; its key is derived from its label. */
public record NewField(String label, FieldKind kind, List<String> options) {}
