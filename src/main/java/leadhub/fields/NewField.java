package leadhub.fields;

import java.util.List;

/** A custom field to be made; its key follows from its label. */
public record NewField(String label, FieldKind kind, List<String> options) {}
