import './extension.ts';
