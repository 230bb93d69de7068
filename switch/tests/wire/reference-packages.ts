/**
 * What the reference switch of 2014 is made of, by the protocol's author: npm name and version to the SHA-512 of its
 * tarball, in base64. Taken by `npm pack`, since `npm install` can't: old packages name dependencies that are gone.
 */
export const REFERENCE_PACKAGES: Readonly<Record<string, string>> = {
  'telehash-js@0.1.41': 'rhxBDs/yj1ZpVllPS04uuMB33LBtsSpZrhK4mowtbWVQ6yyegQoqyrX6q5jH0FIfVPtHUwLeyHvqdL0GAw6Mfw==',
  'telehash-cs2a@0.0.4': 'cvScVvZ3SiRbasBWY3BipI0jIxZDSsBgoq7l92m1RV/OhBVT4vYh+PO88roOm78HIGgp+LqAn55vuw0RpHHx4A==',
  'ecc-jsbn@0.0.1': 'LCzo+Li/nY+cdLCCkk9bgkfVZIa3emvYQQEtWwjajupmIZzXp1dVUJpxhiFHtKZwMCGJFFIXWARZwzK1fHj61Q==',
  'jsbn@0.1.1': 'UVU9dibq2JcFWxQPA6KCqj5O42VOmAY3zQUfEKxU0KpTGXwNoCjkX1e13eHNvw/xPynt6pU0rZ1htjWTNTSXsg==',
  'sjcl@1.0.3': 'd47gakvT49vvhMG+9ujYvK+/gh7s1Hon9IBJ8ci9RutycnflVgDhF6DjnID2DfxVkTxUrsOlxbVnolLFrstunQ==',
};
