package leadhub.leads;

/**
 * One line of the form that asks for criteria.
 *
 * @param number tells its controls from those of other lines
 * @param value what was typed, {@code ""} for nothing yet
 */
public record CriterionRow(int number, CriterionField field, Comparison comparison, String value) {}
