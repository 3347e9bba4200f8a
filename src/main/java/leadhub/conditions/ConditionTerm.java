package leadhub.conditions;

/** A part of what is asked: one field compared with a value, or a group of such parts. */
public sealed interface ConditionTerm permits NamedCondition, ConditionGroup {}
