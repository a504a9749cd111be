import './session.ts';
import './findings.ts';
import './fixes.ts';
import './badInput.ts';
import './contributions.ts';
