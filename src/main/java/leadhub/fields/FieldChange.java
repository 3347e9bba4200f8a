package leadhub.fields;

import java.util.List;
import leadhub.base.Change;
import org.jspecify.annotations.Nullable;

/**
 * What an update does to a custom field. What kind it is stays, and so does its key.
 *
 * @param position its new position, from 1; null, or beyond the end, means last
 */
public record FieldChange(Change<String> label, Change<List<String>> options, Change<@Nullable Long> position) {}
