/** Forms of Typeform, which posts each answer sheet. */
@NullMarked
package leadhub.integrations.typeform;

import org.jspecify.annotations.NullMarked;
