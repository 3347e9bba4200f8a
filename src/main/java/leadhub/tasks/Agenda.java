package leadhub.tasks;

import org.jspecify.annotations.Nullable;

/**
 * Which tasks somebody looks at, beside that they see their leads.
 *
 * @param userId of one person; null for everybody's and nobody's
 * @param kind of one kind; null for all
 */
public record Agenda(@Nullable Long userId, @Nullable TaskKind kind) {}
