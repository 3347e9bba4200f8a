/**
 * The ways in which leads come from elsewhere: connections of a workspace, each of a type. A type is a folder of its own with an
 * {@link leadhub.integrations.IntegrationType}; nothing here names one.
 */
@NullMarked
package leadhub.integrations;

import org.jspecify.annotations.NullMarked;
