package leadhub.conditions;

import java.util.List;

/** The fields that every lead has, as conditions look at them; the leads answer. */
@FunctionalInterface
public interface OwnFields {
    /** All of them in the order people choose from; what the workspace has to choose from is not in them yet. */
    List<ConditionField> all();
}
