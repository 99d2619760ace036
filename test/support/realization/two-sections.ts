/** A section without criteria, and one with two of which a test is named after the first. */
export const TWO_SECTIONS = `# Payments

## 1. Keys
<!-- canon:system:keys status:todo -->

Keys are made.

## 2. Store
<!-- canon:system:store status:todo -->

- [ ] an answer is stored beside its key
- [ ] answers expire
`;
